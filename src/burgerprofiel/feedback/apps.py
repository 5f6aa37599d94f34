"""The room's name."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """The room of feedback."""

    name = "burgerprofiel.feedback"
