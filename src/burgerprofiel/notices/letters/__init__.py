"""What is written: e-mails, texts and pushes, in the citizen's language, with no link that signs in and no tracker."""
