-- The sealer has a role of its own, and the application's may seal no more: the functions grant anew.
GRANT USAGE ON SCHEMA memberhub TO memberhub_sealer;
