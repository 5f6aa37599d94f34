"""The room of notices: what a citizen is told, once, in the bell and by the channel they chose (E1, E2, E4, E5, C5).

Whoever has something to tell raises a notice through `actions.tell`, in the transaction of what happened. The bell
shows it; the outbox takes it to a mail server, a text gateway or a push service. No room writes to people on its own.
"""
