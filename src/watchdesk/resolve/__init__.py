"""Name who and where: claims in, the same claims with entities out."""
