"""Which columns of the workforce file make up each fact. Source: design/opendata.md 6."""

from __future__ import annotations

SOURCES = {"gp": "GP_SOURCE", "nurse": "NURSE_SOURCE", "dpc": "DPC_SOURCE", "admin": "ADMIN_SOURCE"}
"""The column that says whether a group's figures were provided or estimated."""

GP_ROLES = (
    "SEN_PTNR", "PTNR_PROV", "SAL_BY_PRAC", "SAL_BY_OTH", "TRN_GR_ST1", "TRN_GR_ST2", "TRN_GR_ST3",
    "TRN_GR_ST4", "TRN_GR_OTH", "TRN_GR_F1_2", "RET", "LOCUM_VAC", "LOCUM_ABS", "LOCUM_OTH",
)  # fmt: skip
"""The fourteen roles that come to all GPs."""

_OVER_55 = ("55TO59", "60TO64", "65TO69", "70PLUS")
_GP_BANDS = ("UNDER30", "30TO34", "35TO39", "40TO44", "45TO49", "50TO54", *_OVER_55)
_OTHER_BANDS = (
    "UNDER25", "25TO29", "30TO34", "35TO39", "40TO44", "45TO49", "50TO54", *_OVER_55,
)  # fmt: skip

WIDE: dict[str, tuple[str, tuple[str, ...]]] = {
    "staff.gp.all": ("gp", ("TOTAL_GP_{}",)),
    "staff.gp.qualified": ("gp", ("TOTAL_GP_EXTG_{}",)),
    "staff.gp.permanent": ("gp", ("TOTAL_GP_EXTGL_{}",)),
    "staff.gp.partners": ("gp", ("TOTAL_GP_SEN_PTNR_{}", "TOTAL_GP_PTNR_PROV_{}")),
    "staff.gp.salaried": ("gp", ("TOTAL_GP_SAL_BY_PRAC_{}", "TOTAL_GP_SAL_BY_OTH_{}")),
    "staff.gp.registrars": ("gp", tuple(
        f"TOTAL_GP_TRN_GR_{grade}_{{}}" for grade in ("ST1", "ST2", "ST3", "ST4", "OTH"))),
    "staff.gp.foundation": ("gp", ("TOTAL_GP_TRN_GR_F1_2_{}",)),
    "staff.gp.retainers": ("gp", ("TOTAL_GP_RET_{}",)),
    "staff.gp.locums": ("gp", tuple(f"TOTAL_GP_LOCUM_{why}_{{}}" for why in ("VAC", "ABS", "OTH"))),
    "staff.gp.qualified.hc_55plus": ("gp", tuple(f"TOTAL_GP_EXTG_HC_{b}" for b in _OVER_55)),
    "staff.gp.qualified.hc_known_age": ("gp", tuple(f"TOTAL_GP_EXTG_HC_{b}" for b in _GP_BANDS)),
    "staff.nurses.all": ("nurse", ("TOTAL_NURSES_{}",)),
    "staff.nurses.advanced": ("nurse", ("TOTAL_N_ADV_NURSE_PRAC_{}",)),
    "staff.nurses.practice": ("nurse", ("TOTAL_N_PRAC_NURSE_{}",)),
    "staff.nurses.enhanced": ("nurse", ("TOTAL_N_ENH_PRAC_NURSE_{}",)),
    "staff.nurses.specialist": ("nurse", ("TOTAL_N_NURSE_SPEC_{}",)),
    "staff.nurses.extended": ("nurse", ("TOTAL_N_EXT_ROLE_NURSE_{}",)),
    "staff.nurses.hc_55plus": ("nurse", tuple(f"TOTAL_NURSES_HC_{b}" for b in _OVER_55)),
    "staff.nurses.hc_known_age": ("nurse", tuple(f"TOTAL_NURSES_HC_{b}" for b in _OTHER_BANDS)),
    "staff.dpc.all": ("dpc", ("TOTAL_DPC_{}",)),
    "staff.dpc.hca": ("dpc", ("TOTAL_DPC_HCA_{}",)),
    "staff.dpc.phlebotomist": ("dpc", ("TOTAL_DPC_PHLEB_{}",)),
    "staff.dpc.pharmacist": ("dpc", ("TOTAL_DPC_PHARMA_{}",)),
    "staff.dpc.pharmacy_technician": ("dpc", ("TOTAL_DPC_PHARMT_{}",)),
    "staff.dpc.paramedic": ("dpc", ("TOTAL_DPC_PARAMED_{}",)),
    "staff.dpc.physio": ("dpc", ("TOTAL_DPC_PHYSIO_{}",)),
    "staff.dpc.physician_associate": ("dpc", ("TOTAL_DPC_PHYSICIAN_ASSOC_{}",)),
    "staff.dpc.link_worker": ("dpc", ("TOTAL_DPC_SPLW_{}",)),
    "staff.dpc.gp_assistant": ("dpc", ("TOTAL_DPC_GPA_{}",)),
    "staff.dpc.nursing_associate": ("dpc", ("TOTAL_DPC_NURSE_ASSOC_{}",)),
    "staff.dpc.dispenser": ("dpc", ("TOTAL_DPC_DISPENSER_{}",)),
    "staff.admin.all": ("admin", ("TOTAL_ADMIN_{}",)),
    "staff.admin.manager": ("admin", ("TOTAL_ADMIN_MANAGER_{}",)),
    "staff.admin.managing_partner": ("admin", ("TOTAL_ADMIN_MANAGE_PTNR_{}",)),
    "staff.admin.secretary": ("admin", ("TOTAL_ADMIN_MED_SECRETARY_{}",)),
    "staff.admin.reception": ("admin", ("TOTAL_ADMIN_RECEPT_{}",)),
    "staff.admin.telephonist": ("admin", ("TOTAL_ADMIN_TELEPH_{}",)),
    "staff.admin.digital_lead": ("admin", ("TOTAL_ADMIN_DT_LEAD_{}",)),
    "staff.admin.hc_55plus": ("admin", tuple(f"TOTAL_ADMIN_HC_{b}" for b in _OVER_55)),
    "staff.admin.hc_known_age": ("admin", tuple(f"TOTAL_ADMIN_HC_{b}" for b in _OTHER_BANDS)),
}  # fmt: skip
"""Key, staff group and columns; ``{}`` stands for HC and for FTE."""

LONG_GROUPS = {
    "gp": "staff.gp.all",
    "nurses": "staff.nurses.all",
    "direct patient care": "staff.dpc.all",
    "admin/non-clinical": "staff.admin.all",
}
"""Groups of the high-level file, whose role ``Total`` is the whole group."""

LONG_ROLES = {
    "physician associate": "staff.dpc.physician_associate",
    "physiotherapist": "staff.dpc.physio",
}
"""Roles of the high-level file whose names were seen in real rows."""
