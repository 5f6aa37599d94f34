"""The doors of notices for programs that show them: a header, an app."""
