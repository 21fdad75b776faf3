"""Tickets with a queue, a status and a person."""

from django.db import models


class Queue(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "reference"

    def __str__(self) -> str:
        return self.name


class Status(models.Model):
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "reference"

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    name = models.CharField(max_length=80)
    email = models.EmailField()

    class Meta:
        app_label = "reference"

    def __str__(self) -> str:
        return self.name


class Ticket(models.Model):
    subject = models.CharField(max_length=160)
    priority = models.PositiveSmallIntegerField()
    queue = models.ForeignKey(Queue, models.PROTECT)
    status = models.ForeignKey(Status, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        app_label = "reference"
        indexes = [models.Index(fields=["-updated_at", "-id"], name="newest_first")]

    def __str__(self) -> str:
        return self.subject
