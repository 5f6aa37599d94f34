"""The citizen's addresses."""

from burgerprofiel.mailbox.urls import activation

urlpatterns = [*activation.urlpatterns]
