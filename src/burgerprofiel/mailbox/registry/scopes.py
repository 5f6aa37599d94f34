"""What a token may do here, word for word as the eBox names it (contracts/ebox.md A.2)."""

PUBLISH = "scope:document:management:consult:ws-eboxrestentreprise:publicationsender"
PUBLISH_FOR_OTHERS = "scope:document:management:ws-eboxrestentreprise:eboxrepresentativepublication"
SUMMARY = "scope:document:management:consult:ws-eboxrestentreprise:summaryownebox"
MESSAGES = "scope:document:management:consult:ws-eboxrestentreprise:messagesfull"
"""`/ebox/messages/**` of the identified party: a citizen who let a portal read, or a program's own enterprise."""
REFERENCE = "scope:document:management:consult:ws-eboxrestentreprise:referencedata"
CONSUMER = "scope:document:management:consult:ws-eboxrestentreprise:documentconsumer"
"""An enterprise's own program: everything on its own box."""
EVENTS = "scope:document:management:ws-eboxrestentreprise:eventsubmission"
"""Another registry tells of its events; the contract names no scope for that, so this one is ours."""

ALL = (PUBLISH, PUBLISH_FOR_OTHERS, SUMMARY, MESSAGES, REFERENCE, CONSUMER)
