from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_consent'),
    ]

    operations = [
        migrations.AddField(
            model_name='client',
            name='pkce_optional',
            field=models.BooleanField(default=False),
        ),
    ]
