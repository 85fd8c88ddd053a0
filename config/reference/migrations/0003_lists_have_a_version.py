"""Every change of the coded terms gives them a new version, whatever made it; a rollback's version never comes again."""

from django.db import migrations, models

CHANGED = """
CREATE FUNCTION reference_lists_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reference_listsversion (id, version) VALUES (1, gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET version = excluded.version;
    RETURN NULL;
END $$;
CREATE TRIGGER lists_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reference_codedterm
    FOR EACH STATEMENT EXECUTE FUNCTION reference_lists_changed();
INSERT INTO reference_listsversion (id, version) VALUES (1, gen_random_uuid());
"""
UNWATCHED = """
DROP TRIGGER lists_changed ON reference_codedterm;
DROP FUNCTION reference_lists_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("reference", "0002_targets_of_kept_places")]
    operations = [
        migrations.CreateModel(
            name="ListsVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(CHANGED, UNWATCHED),
    ]
