"""Parameters of addresses that only say where a reader came from."""

from __future__ import annotations

_NAMES = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh _openstat
    mc_cid mc_eid mkt_tok oly_anon_id oly_enc_id vero_id vero_conv wickedid s_cid rb_clickid __s
    ml_subscriber ml_subscriber_hash __hssc __hstc __hsfp hsctatracking _hsenc _hsmi hss_channel
    xtor ns_campaign ns_mchannel ns_source ns_linkname ns_fee guccounter guce_referrer guce_referrer_sig
    cmpid at_medium at_campaign at_link_id at_link_origin at_link_type at_format at_ptr_name at_bbc_team
    wt_mc wt.mc_id wt_zmc pk_campaign pk_kwd pk_source pk_medium piwik_campaign piwik_kwd
    mtm_campaign mtm_source mtm_medium mtm_keyword mtm_content mtm_cid mtm_group matomo_campaign
    sc_campaign sc_channel sc_content sc_country sc_geo sc_medium sc_outcome traffic_source
    fb_action_ids fb_action_types fb_source fb_ref ga_source ga_medium ga_term ga_content ga_campaign
"""
_TRACKERS = frozenset(_NAMES.split())
_BEGINNINGS = ("utm_", "hsa_")


def is_one(pair: str) -> bool:
    """Whether "name=value" of a query (or of a fragment, where some feeds put it) is a tracker."""
    name = pair.partition("=")[0].lower()
    return name in _TRACKERS or name.startswith(_BEGINNINGS)
