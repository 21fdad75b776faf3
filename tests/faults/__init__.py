"""Real processes, real faults: nothing typed is lost, nothing happens twice."""
