"""The commands of `./panah`, one file each."""
