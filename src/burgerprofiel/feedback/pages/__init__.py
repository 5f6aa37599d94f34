"""The citizen's pages of what they reported. The form itself is the portal's, which knows the facts."""
