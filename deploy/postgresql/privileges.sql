-- What the run-time role may do. Run as panah_owner after every migration:  psql -d panah -f privileges.sql
-- Rows that are written once can be added and read, never changed or removed; the triggers say the same.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO panah_run;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO panah_run;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO panah_run;
DO $$
DECLARE written_once text;
BEGIN
    FOR written_once IN
        SELECT DISTINCT event_object_table FROM information_schema.triggers
        WHERE trigger_schema = 'public' AND trigger_name LIKE '%\_delete\_refused'
    LOOP
        EXECUTE format('REVOKE DELETE, TRUNCATE ON %I FROM panah_run', written_once);
        IF NOT EXISTS (
            SELECT 1 FROM pg_trigger WHERE tgname = written_once || '_update_refused' AND tgqual IS NOT NULL
        ) THEN
            EXECUTE format('REVOKE UPDATE ON %I FROM panah_run', written_once);
        END IF;
    END LOOP;
END $$;
