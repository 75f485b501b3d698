"""What the policy asks: pure functions over plain values, each citing its clause. No SQL, no Qt, no clock."""
