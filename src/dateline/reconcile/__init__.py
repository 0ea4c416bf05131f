"""Many reports, one incident: copies, blocks, comparison, clusters, merged values, people's decisions."""
