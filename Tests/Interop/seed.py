"""A small data set that is the same on every start."""

import datetime
import os

import models

BEGINNING = datetime.datetime(2018, 3, 1, 8, 0, 0)


def check_digit(digits):
    """The Luhn digit that completes the first 14 digits of an IMEI."""
    total = 0
    for place, digit in enumerate(int(d) for d in digits):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def imei(number):
    """The IMEI of the unit of that number."""
    digits = "35%012d" % (7_000_000 + number * 37)
    return digits + check_digit(digits)


def rows():
    """Every row as (resource, values), parents first."""
    yield from reference_rows()
    yield from place_rows()
    for number in range(1, 41):
        yield from unit_rows(number)
    for number in range(1, 31):
        yield from repair_rows(number)


def reference_rows():
    for number, name in enumerate(
            ["NON_EXISTANT", "STORED", "SHIPPED", "ACTIVATING", "ACTIVATED", "MONITORED",
             "UNMONITORED", "IN_REPAIR_SYSTEM", "TERMINATED"], start=1):
        yield "state_types", dict(state_type_id=number, name=name)
    for number, name in enumerate(["Hub 2", "Home 2", "Enterprise"], start=1):
        yield "product_types", dict(product_type_id=number, name=name, credit_type="time",
                                    parameter_types=["current_in", "voltage"])
    for number, name in enumerate(["Battery", "PCB", "Accessory"], start=1):
        yield "part_type_categories", dict(part_type_category_id=number, name=name)
    for number in range(1, 13):
        yield "part_types", dict(
            part_type_id=number, name="Part type %d" % number, part_type_category_id=number % 3 + 1,
            serial_number_category="known", is_sent_by_unit=number % 2 == 0)
    for number, name in enumerate(
            ["Battery flat", "Écran cassé", "No signal", "Bornier brûlé", "Water inside"], start=1):
        yield "symptom_types", dict(symptom_type_id=number, name=name, label="symptom_%d" % number)
        yield "symptom_type_product_type_linker", dict(product_type_id=1, symptom_type_id=number)
    for number, name in enumerate(["Replace part", "Clean", "Update software"], start=1):
        yield "action_types", dict(action_type_id=number, name=name, label="action_%d" % number)
    for number in range(1, 4):
        yield "alert_types", dict(
            alert_type_id=number, name="Alert %d" % number, version=1, status="live",
            analysis_frequency=datetime.timedelta(hours=1), active=True, label="alert_%d" % number)


def place_rows():
    for number in range(1, 3):
        yield "entities", dict(entity_id=number, name="Entity %d" % number, bboxx_company_flag=True)
    for number in range(1, 4):
        yield "hubs", dict(hub_id=number, name="Hub %d" % number, entity_id=number % 2 + 1)
    for number in range(1, 6):
        yield "shops", dict(shop_id=number, name="Shop %d" % number, hub_id=number % 3 + 1,
                            latitude="-1.9%04d" % number, longitude="30.0%04d" % number)
    for number in range(1, 3):
        yield "repair_centres", dict(repair_centre_id=number, name="Centre %d" % number,
                                     entity_id=number)


def unit_rows(number):
    unit = imei(number)
    yield "products", dict(
        product_imei=unit, current_enable_flag=True, desired_enable_flag=number % 5 != 0,
        imsi="90128%010d" % number, device_key="KEY%020d" % number, product_type_id=number % 3 + 1,
        serial_number="SN%06d" % number, shop_id=number % 5 + 1, hub_id=number % 3 + 1,
        rtc_enabled_flag=False, dcm_enabled_flag=number % 2 == 0, gps_lat=-1.95 + number / 1000)
    yield "states", dict(product_imei=unit, prev_state_type=3, current_state_type=8)
    yield "parts", dict(part_id=number, serial_number="PART%05d" % number,
                        part_type_id=number % 12 + 1, properties={"volts": 12.5, "cells": number})
    yield "part_product_linker", dict(
        part_id=number, product_imei=unit, date_added=BEGINNING + datetime.timedelta(days=number))
    if number % 2:
        yield "product_notes", dict(product_imei=unit, note_text="Vérifié le câble %d ✓" % number)
    if number % 4 == 0:
        yield "alerts", dict(product_imei=unit, alert_type_id=number % 3 + 1,
                             start_time=BEGINNING, extra_info="first\nsecond")


def repair_rows(number):
    yield "repairs", dict(
        repair_id=number, product_imei=imei(number), arrival_date=BEGINNING.date(),
        process="Repair and Return", pending_status=number % 3 == 0,
        measured_battery_capacity=number / 7, repair_centre_id=number % 2 + 1,
        context={"step": number})
    yield "repair_symptom_type_linker", dict(repair_id=number, symptom_type_id=number % 5 + 1)
    if number % 3 == 0:
        yield "repair_part_type_linker", dict(
            repair_id=number, old_part_type_id=1, new_part_type_id=2, non_transferable=False)
    if number % 2 == 0:
        yield "repair_action_type_linker", dict(repair_id=number, action_type_id=number % 3 + 1)


def fill(engine):
    """Creates the tables and puts every row in, stamped minutes apart in the past.

    A third of the rows carries a modification; some stamps have no fraction and some tie.
    """
    models.Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for position, (resource, values) in enumerate(rows()):
            created = BEGINNING + datetime.timedelta(
                minutes=position // 3, microseconds=position // 2 % 2 * 123456)
            stamps = dict(created_at=created, created_by="seed")
            if position % 3 == 0:
                stamps.update(modified_at=created + datetime.timedelta(days=40), modified_by="seed")
            connection.execute(models.MODELS[resource].__table__.insert(), [{**values, **stamps}])
        if models.IS_POSTGRESQL:
            set_sequences(connection)


def set_sequences(connection):
    """PostgreSQL counts on from keys that it gave by itself only; here are keys given by hand."""
    for name, resource in models.RESOURCES.items():
        sequence = connection.execute(
            "SELECT pg_get_serial_sequence(%s, %s)", ('"%s"' % name, resource["key"])).scalar()
        if sequence:
            connection.execute("SELECT setval(%%s, coalesce(max(\"%s\"), 0) + 1, false) FROM \"%s\""
                               % (resource["key"], name), (sequence,))


if __name__ == "__main__":
    fill(models.make_engine(os.environ["INTEROP_DATABASE"]))
