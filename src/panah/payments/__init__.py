"""What people owe and pay: charges by dated tariff, receipts checked by a second person, the bank, exemption."""
