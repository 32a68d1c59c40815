"""What the network of a partnership looks like, in numbers; pure functions over a network.

Each measure exists once, on compressed sparse rows, and equals NetworkX where NetworkX has it.
"""
