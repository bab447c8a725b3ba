"""What comes in: scans and photographs, made safe before they are kept."""
