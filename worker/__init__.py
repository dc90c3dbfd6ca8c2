"""The fleet: workers that make parts of films, the sweeper, the scheduler and their supervisor."""
