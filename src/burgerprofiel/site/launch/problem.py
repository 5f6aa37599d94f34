"""When a start cannot go on, people get one sentence: what is wrong and what to do."""


class StartError(Exception):
    """The start cannot go on; the message is a sentence for whoever typed the command."""
