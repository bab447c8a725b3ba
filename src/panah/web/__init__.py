"""What people and officers see: pages, forms and interfaces; no rules of casework live here."""
