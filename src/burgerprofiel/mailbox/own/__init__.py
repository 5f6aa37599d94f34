"""What a citizen does in the own box (C1): which messages are meant, the list of all registries, acts that can be taken
back, labels and saved searches, what is to pay, who saw it, and all of it as a zip. Its screens are in `pages/`.
"""
