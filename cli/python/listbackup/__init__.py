"""What `listbackup up` adds to the emulator, in the emulator's own process."""
