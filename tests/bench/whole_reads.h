/* SPDX-License-Identifier: Apache-2.0 */
/* Statements that read a growing table whole, and why they may. Included into a table in plan_test.c. */

/* yingshao verify and check: the proof is that everything was read */
{ "event_all", "proof" }, { "stream_count", "proof" }, { "stream_tails", "proof" }, { "event_beyond_head", "proof" },
{ "anchored_not_held", "proof" }, { "anchored_changed", "proof" }, { "audit_all", "proof" },
{ "check_lead", "check" }, { "check_lead_unit", "check" }, { "check_lead_party", "check" }, { "check_membership", "check" },
{ "check_membership_free", "check" }, { "check_membership_double", "check" }, { "check_appeals_counter", "check" },
{ "check_unheard", "check" }, { "check_task", "check" }, { "check_agent", "check" }, { "check_rated", "check" },
{ "check_clock_order", "check" }, { "check_clock_case", "check" }, { "check_clock_appeal", "check" },
{ "check_clock_missing", "check" }, { "check_holds", "check" }, { "check_case_place", "check" }, { "check_files", "check" },
{ "check_history", "check" },
/* backwards by id, the first row ends it */
{ "audit_last", "one row" },
/* a day of messages is all there is */
{ "live_trim", "one day" },
/* from the oldest answer to the first young one: what it reads it drops */
{ "idempotency_purge", "oldest first" },
/* drafts are few and dropped every night */
{ "attachment_drop_drafts", "few" },
/* before a city is made */
{ "app_counts", "init" },
/* by an administrator who changes the event list or the grids, seldom */
{ "grid_open_cases", "seldom" }, { "event_type_impact", "seldom" },
/* by an administrator: the new id is looked for in tables that refer to it */
{ "user_insert", "seldom" },
/* when the index of cases is filled: at start and at night, aside */
{ "intake_count", "start" },
/* yingshao rebuild */
{ "rollup_span", "rebuild" },
