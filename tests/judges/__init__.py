"""Others who look at what we make: EU DSS and veraPDF (Java), pdfsig (poppler), pyHanko without our settings.

Who lacks the tools reads in a sentence what is missing, and the test is skipped: nobody needs Java to work here.
Where the tools are, a judge that cannot be made to run is skipped too, but fails on the build server (CI).
"""
