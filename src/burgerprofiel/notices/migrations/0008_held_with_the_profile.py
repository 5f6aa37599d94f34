"""Who has nothing but preferences or a browser gets a row in `people_profile`: it is forgotten after two years too (E3)."""

from django.db import migrations

_MAKE = """
INSERT INTO people_profile (citizen_id, object_name, seen_on, elsewhere)
SELECT citizen_id, '', current_date, true FROM (
  SELECT citizen_id FROM notices_push_subscription UNION SELECT citizen_id FROM notices_preference
  UNION SELECT citizen_id FROM notices_setting) AS who
WHERE EXISTS (SELECT FROM people_citizen AS citizen WHERE citizen.id = who.citizen_id)
ORDER BY citizen_id
ON CONFLICT (citizen_id) DO UPDATE SET elsewhere = true
"""


class Migration(migrations.Migration):
    """They count as having signed in today: nobody knows when they did."""

    dependencies = [("notices", "0007_proposals"), ("people", "0005_endings")]

    operations = [migrations.RunSQL(_MAKE, migrations.RunSQL.noop)]
