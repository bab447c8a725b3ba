-- Two roles: panah_owner owns the tables and migrates; panah_run serves pages and works, and owns nothing.
-- Run once as a superuser:  psql -v owner_password=… -v run_password=… -f roles.sql
CREATE ROLE panah_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE panah_run LOGIN PASSWORD :'run_password';
CREATE DATABASE panah OWNER panah_owner ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
