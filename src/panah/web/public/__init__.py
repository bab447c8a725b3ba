"""The pages anybody may read without an account: one small file per page."""
