"""What the shipped forms are to hold: indicators, checks, flags and England figures."""

# Indicators by the form they live in. Source: content/stocktake.md B.2.
INDICATORS_BY_FORM = {
    "practice_stocktake": """
    list_size weight_ratio list_growth list_growth_5y list_turnover pct_0_4 pct_65_plus
    pct_85_plus imd_score pct_core20 care_home_per_1000 home_need appts_per_1000_week
    same_day within_7 within_14 f2f phone dna dna_hours home_visits_per_1000_week
    online_per_1000_week calls_per_1000_week calls_answered calls_missed
    turned_away_per_1000_week urgent_same_day gp_contacts_per_day paper_per_gp_session
    gp_wte patients_per_gp_wte gp_per_10000 nurse_per_10000 dpc_per_10000
    admin_per_10000 partner_share pcn_share vacancy_rate gp_55 nurse_55 gp_leave_5y
    gp_wte_at_risk patients_per_gp_wte_5y turnover gp_turnover absence locum_share
    supervision_load unit_cost unit_margin noncore_count unfunded_count unfunded_cost_pp
    unfunded_hours_pp transfer_per_1000_week local_income_pp qof gpps_overall
    gpps_contact gpps_phone gpps_continuity complaints_per_1000 ld_check_pct cqc_age
    dspt_ok patients_per_room m2_per_1000 room_use premises_fit income_per_weighted
    income_mix staff_cost_share locum_cost_share cash_days viability partners_per_10000
    lead_hours external_sessions resilience_flags margin_pct spof stress_score
    needs_cost needs_by_year change_days_quarter
    """,
    "working_at_scale": """
    group_population scale_band shared_functions shared_hours joint_income_pp
    active_links group_lead_hours arrs_unfilled scale_benefit vision_aligned
    """,
    "voice_and_representation": """
    voice_structure interface_roles forum_cover feedback paid_time proactive
    pilot_fairness
    """,
    "terms_of_engagement": """
    term_gap unpaid_value
    """,
    "exit_interview": """
    exit_overrun
    """,
    "partner_skills": """
    skill_cover
    """,
}

# Who may see them. Source: content/stocktake.md B.1, rules 9 and 11.
SENSITIVITY = {
    "P": """
    list_size list_growth pct_0_4 pct_65_plus pct_85_plus imd_score pct_core20
    appts_per_1000_week same_day within_7 within_14 f2f phone dna online_per_1000_week
    calls_per_1000_week calls_answered calls_missed qof gpps_overall gpps_contact
    gpps_phone gpps_continuity partners_per_10000 group_population scale_band
    """,
    "L": """
    weight_ratio list_growth_5y list_turnover care_home_per_1000 home_need dna_hours
    home_visits_per_1000_week gp_wte patients_per_gp_wte gp_per_10000 nurse_per_10000
    dpc_per_10000 admin_per_10000 pcn_share vacancy_rate noncore_count unfunded_count
    transfer_per_1000_week complaints_per_1000 ld_check_pct cqc_age dspt_ok
    patients_per_room m2_per_1000 room_use premises_fit lead_hours spof stress_score
    needs_cost needs_by_year change_days_quarter shared_functions shared_hours
    active_links group_lead_hours arrs_unfilled scale_benefit vision_aligned
    voice_structure interface_roles forum_cover feedback paid_time proactive
    pilot_fairness term_gap
    """,
    "C": """
    turned_away_per_1000_week urgent_same_day gp_contacts_per_day paper_per_gp_session
    partner_share gp_55 nurse_55 gp_leave_5y gp_wte_at_risk patients_per_gp_wte_5y
    turnover gp_turnover absence locum_share supervision_load unit_cost unit_margin
    unfunded_cost_pp unfunded_hours_pp local_income_pp income_per_weighted income_mix
    staff_cost_share locum_cost_share cash_days viability external_sessions
    resilience_flags margin_pct joint_income_pp unpaid_value
    """,
    "X": """
    exit_overrun skill_cover
    """,
}

# Those with a better or worse; all others are for context. Source: B.1 rule 7 and B.2.
DIRECTION = {
    "higher": """
    unit_margin qof gpps_overall gpps_contact gpps_phone gpps_continuity ld_check_pct
    dspt_ok premises_fit cash_days viability margin_pct shared_hours active_links
    scale_benefit vision_aligned voice_structure interface_roles forum_cover feedback
    paid_time proactive pilot_fairness term_gap
    """,
    "lower": """
    dna dna_hours calls_missed turned_away_per_1000_week vacancy_rate gp_leave_5y
    gp_wte_at_risk turnover absence locum_share unfunded_count unfunded_cost_pp
    unfunded_hours_pp transfer_per_1000_week locum_cost_share resilience_flags spof
    stress_score arrs_unfilled unpaid_value exit_overrun skill_cover
    """,
    "limit": """
    urgent_same_day gp_contacts_per_day gp_turnover
    """,
}

# The England figure each is set beside. Source: B.2.
BENCHMARK = """
    list_size:B01 weight_ratio:B02 list_growth:B03 pct_65_plus:B04 imd_score:B05
    appts_per_1000_week:B06 same_day:B07 within_14:B08 f2f:B09 phone:B10 dna:B11
    home_visits_per_1000_week:B12 online_per_1000_week:B13 calls_per_1000_week:B14
    calls_answered:B15 calls_missed:B16 gp_contacts_per_day:B17 patients_per_gp_wte:B18
    gp_per_10000:B19 nurse_per_10000:B20 dpc_per_10000:B21 admin_per_10000:B22
    partner_share:B23 gp_55:B24 nurse_55:B25 gp_leave_5y:B26 local_income_pp:B27 qof:B28
    gpps_overall:B29 gpps_contact:B30 gpps_phone:B31 gpps_continuity:B32 cqc_age:B33
    room_use:B34 premises_fit:B35 income_per_weighted:B36 group_population:B37
    scale_band:B37 patients_per_gp_wte_5y:B18
"""

# Checks by level. Source: F.
LEVELS = {
    "E": """
    X05 X08 X09 X11 X14 X15 X20 X22 X25 X26 X27 X28 X31 X32 X35 X40 X41 X44
    """,
    "W": """
    X01 X02 X03 X04 X07 X10 X12 X13 X16 X17 X18 X19 X21 X23 X29 X30 X33 X34 X36 X37 X38
    X39 X42 X43 X45 X46 X47 X48 X49 X50 X51 X52 X53
    """,
    "I": """
    X06 X24
    """,
}
CHECKS_ELSEWHERE = {
    "X37": "working_at_scale",
    "X38": "working_at_scale",
    "X39": "voice_and_representation",
    "X40": "voice_and_representation",
    "X41": "voice_and_representation",
    "X42": "terms_of_engagement",
    "X43": "exit_interview",
    "X44": "swot",
}
EVERYWHERE = "X30"
PACKS = ["practice_stocktake", *dict.fromkeys(CHECKS_ELSEWHERE.values())]
ACROSS_RETURNS = {"X37", "X38", "X42"}
ASKED_ONCE = {f"X{number}" for number in range(45, 54)}

FLAG_LEVELS = {
    "F1": ["red"],
    "F2": ["red"],
    "F3": ["red", "amber"],
    "F4": ["amber", "note"],
    "F5": ["amber", "note"],
    "F6": ["amber"],
    "F7": ["amber"],
    "F8": ["amber"],
    "F9": ["red"],
    "F10": ["amber"],
    "F11": ["info"],
    "F12": ["amber"],
}

PLACES = {
    "list_size": 0,
    "weight_ratio": 2,
    "appts_per_1000_week": 1,
    "gp_wte": 1,
    "patients_per_gp_wte": 0,
    "gp_per_10000": 2,
    "gp_wte_at_risk": 2,
    "patients_per_gp_wte_5y": 0,
    "unit_cost": 2,
    "unit_margin": 2,
    "unfunded_cost_pp": 2,
    "patients_per_room": 0,
}
PARTS = {
    "vacancy_rate": 6,
    "premises_fit": 2,
    "income_mix": 5,
    "needs_cost": 2,
    "needs_by_year": 21,
    "proactive": 2,
    "term_gap": 15,
}

# Spread between practices: 10th, 25th, median, 75th, 90th. Source: B.3.
SPREADS = {
    "B01": "4054 5963 8879 12796 17848",
    "B06": "78.3 91.6 109.5 131.5 157.7",
    "B07": "28.3 34.4 41.7 50.5 58.5",
    "B08": "69.2 75.5 82.8 89.3 93.8",
    "B09": "44.6 54.4 66.2 77.2 85.4",
    "B10": "7.6 13.6 22.1 32.3 42.7",
    "B11": "2.2 3.0 4.1 5.7 7.6",
    "B12": "0.0 0.0 0.5 1.6 3.3",
    "B13": "1.8 4.2 13.5 38.4 58.2",
    "B14": "88.6 109.2 133.3 161.1 188.7",
    "B15": "40.4 49.8 59.1 66.3 72.6",
    "B16": "3.8 5.5 7.9 10.9 14.7",
}
# Published for three groups of practices: only the mean of them all is shown.
MEAN_ONLY = {
    "B04": "18.6",
    "B19": "4.6",
    "B20": "2.6",
    "B21": "3.0",
    "B22": "12.1",
    "B29": "78.1",
    "B30": "74.4",
    "B32": "42.6",
}
