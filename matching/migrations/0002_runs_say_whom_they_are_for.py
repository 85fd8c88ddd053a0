"""A run says for whom it was drawn up, so that the newest one counts also where it found nothing."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_the_chain_from_shortlist_to_outcome")]
    operations = [
        migrations.AddField(
            "shortlistrun",
            "only_for",
            ArrayField(models.BigIntegerField(), help_text="The people asked for; empty for everyone", null=True),
        )
    ]
