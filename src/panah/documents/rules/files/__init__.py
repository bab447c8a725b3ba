"""Papers as files: certificates of whoever signs them, and what is to be believed of one."""
