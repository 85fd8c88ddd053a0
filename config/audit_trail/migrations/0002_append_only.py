"""The trail can only grow: the database itself refuses to change, delete or empty it."""

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION audit_trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_trail_event
    FOR EACH ROW EXECUTE FUNCTION audit_trail_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_trail_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_trail_refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_trail_seal
    FOR EACH ROW EXECUTE FUNCTION audit_trail_refuse();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_trail_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_trail_refuse();
"""
OPEN = """
DROP TRIGGER append_only ON audit_trail_event;
DROP TRIGGER never_emptied ON audit_trail_event;
DROP TRIGGER append_only ON audit_trail_seal;
DROP TRIGGER never_emptied ON audit_trail_seal;
DROP FUNCTION audit_trail_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit_trail", "0001_events_and_seals")]
    operations = [migrations.RunSQL(APPEND_ONLY, OPEN)]
