from django.core.management.base import BaseCommand
from django_q.cluster import Cluster

from config.ends_with_parent import every_fork_ends_with_its_parent


class Command(BaseCommand):
    help = "Do background work (a django-q2 cluster of which nothing stays when any of its parents is killed)."

    def handle(self, **options: object) -> None:
        every_fork_ends_with_its_parent()
        Cluster().start()
