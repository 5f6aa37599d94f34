"""What local authorities put here, told to portals as the Attesten contract has it (contracts/mbp.md §1.1): by INSZ in
the path, paged, an empty collection where there is nothing, id and language together naming one document.
"""
