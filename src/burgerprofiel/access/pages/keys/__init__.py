"""The pages of each kind of key: show one, add one."""
