"""Every e-mail of every room looks alike and can be checked: the room says what, this says how (C6, decision 0045).

A room makes a `Sheet` in the language that is active and gives it to `writing.written`.
"""
