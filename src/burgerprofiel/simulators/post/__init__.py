"""The demo's telephone and mailbox: an SMS gateway and a mail server, each with a page that lists what came in."""
