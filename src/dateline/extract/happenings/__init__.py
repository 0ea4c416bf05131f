"""The whole article: mentions joined to happenings, and what other sentences add to them."""
