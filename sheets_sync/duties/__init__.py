"""What people owe on the report date: what is overdue, what comes next, what is to be mended."""
