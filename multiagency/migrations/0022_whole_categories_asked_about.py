"""A second authoriser can be asked about a whole category too, where there is no item."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a question be about no item, and only for a second authoriser."""

    dependencies = (("multiagency", "0018_information_asks"),)
    operations = (
        migrations.AlterField(
            model_name="ask", name="item_kind", field=models.CharField(blank=True, max_length=24)
        ),
        migrations.AlterField(model_name="ask", name="item_id", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(("decider", "SECOND"), ("item_id", None), ("item_kind", ""))
                | (models.Q(("item_kind", ""), _negated=True) & models.Q(("item_id__isnull", False))),
                name="ask_of_an_item_or_a_category",
            ),
        ),
    )
