"""The words by which bylines are read: roles, agencies, first names, and what is no name. Lower case."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(*lists: Iterable[str] | str) -> str:
    """The pattern of any of these words (a text is split into its words), longer ones first."""
    words = {word for each in lists for word in (each.split() if isinstance(each, str) else each)}
    longer_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longer_first) + ")"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.strip().splitlines())


NOBODY = _words(
    """
    administrador administrateur root webmaster wordpress user username author autor auteur editor
    unknown anonymous anonym anonyme anonimo anon nobody none null nil n/a na guest gast default
    test demo noreply no-reply donotreply info contact office mail email site web blog rss feed by
    undefined unbekannt inconnu and und et superuser moderator host owner posted published
    staffwriter
    """
) | _phrases(
    """
    guest author
    no author
    gast autor
    """
)
"""Accounts and placeholders; numbers may stand behind them, and admins have many names more."""
ROLE_NOUNS = _words(
    """
    reporter correspondent editor editors writer journalist columnist contributor producer
    photographer critic analyst intern blogger commentator moderator presenter anchor illustrator
    cartoonist reviewer fellow author host redakteur redakteurin korrespondent korrespondentin autor
    autorin reporterin journalistin volontär volontärin journaliste correspondante correspondant
    rédacteur rédactrice redactor redactora periodista corresponsal redattore redattrice giornalista
    redacteur verslaggever
    """
)
"""What somebody can be; a role has at least one of these."""
JOBS = _words(
    """
    chief chef manager director professor specialist intern strategist founder gründer ceo cto
    engineer developer researcher lawyer anwalt
    """
) | _phrases(
    """
    head of
    author of
    """
)
"""What else tells of a job where it stands behind a name."""
ROLE_WORDS = _words(
    """
    senior junior chief lead head staff managing executive deputy associate assistant contributing
    guest freelance special foreign national international political politics business economics
    economy finance financial science technology tech health education environment environmental
    climate culture arts sports sport media crime legal court city local regional white house
    congressional europe asia africa africa's middle east energy transport security defence defense
    diplomatic investigative data news features opinion literary music film food travel world us uk
    eu at large in of and the for principal general copy photo picture video digital online web
    social night weekend bureau royal religion consumer personal property investigations
    """
)
"""What else stands in roles."""
PART_TAKEN = _words(
    """
    host co-host cohost guest contributor author writer producer co-producer narrator announcer
    interviewer interviewee participant panelist speaker creator
    """
) | _phrases(
    """
    guest host
    executive producer
    associate producer
    voice actor
    guest writer
    """
)
"""What somebody was in one episode or to one story (podcast:person, dc:contributor): no job's title."""
NEWS_AGENCIES = _words(
    """
    reuters afp dpa ansa xinhua tass efe bloomberg kyodo belga ritzau anadolu keystone-sda propublica
    """
) | _phrases(
    """
    associated press
    agence france-presse
    agence france presse
    deutsche presse-agentur
    press association
    canadian press
    europa press
    pa media
    ap news
    """
)
"""Agencies that a name may hold among other words: "Reuters in Kyiv"."""
AGENCY_LETTERS = _words(
    """
    afp ap dpa apa sda ansa efe pa aa aap upi ria tt ntb stt ats pap epd kna sid iha dha
    """
)
"""Agencies that are only meant where nothing else stands, in one case throughout: Sid and Efe are first names."""
BROADCASTERS = _words(
    """
    bbc cnn npr wdr ndr zdf ard orf srf rbb mdr swr dw rfi rtl nyt wsj ft abc nbc cbs
    """
)
"""Broadcasters and papers, meant likewise."""
DESKS = _words(
    """
    staff team desk newsroom editorial editors redaktion rédaction redaction redacción redaccion
    redazione redactie redakcja redação redacao redaktionen redaksjonen редакция
    contributors correspondents reporters agencies agenturen agences agencias agenzie
    """
)
"""Who writes where nobody signs."""
BODIES = _words(
    """
    agency agentur agence agencia department ministry ministerium office bureau committee commission
    council administration association institute institut university universität université
    universidad society foundation stiftung federation centre center laboratory inc ltd llc gmbh
    """
)
"""Bodies whose names hold commas and "and"."""
ENTERPRISES = _words(
    """
    news newswire network wire media magazine newspaper journal gazette tribune herald times college
    corporation company group board project community collective partners podcast studios plc e.v
    """
)
"""What else is no person."""
ORGANISATIONS = _words("tagesschau wikinews") | _phrases(
    """
    deutsche welle
    global voices
    the conversation
    the guardian
    the economist
    press release
    news release
    our staff
    our correspondent
    our reporters
    wire services
    from our correspondent
    wire reports
    news service
    """
)
"""Bodies that are told by no word of theirs, without accents."""
GIVEN_NAMES = _words(
    """
    aaron adam adrian alan albert alberto alejandro alessandro alex alexander alexandra ali alice
    amanda amy ana anders andre andrea andreas andrew andrey andy angela anita ann anna anne annie
    anthony antoine anton antonio arthur barbara ben benjamin bernard beth bill bob boris brad
    brandon brendan brent brian bruce bruno bryan carl carla carlos carmen carol caroline catherine
    charles charlie charlotte chloe chris christian christina christine christoph christopher claire
    clara claudia colin connor craig daniel daniela daniele danny dave david deborah denis dennis
    derek diana diego dirk dmitri dmitry dominic don donald donna dorothy doug douglas duncan dylan
    ed eddie eduardo edward elena eli elizabeth ellen emily emma eric erica erik erin ernest ethan
    eva evan evelyn fabian federico felix fernando filip fiona florian frances francesca francesco
    francis francisco francois frank franz fred gabriel gareth gary gavin geoff george gerald gerard
    giovanni giulia giuseppe glenn gordon grace graham greg gregory guido guillaume hanna hannah
    hans harold harry heather hector heidi helen helena henri henrik henry howard hugh hugo ian igor
    ilya ingrid irene isaac isabel isabelle ivan jack jackie jacob jake jakob james jamie jan jana
    jane janet jason javier jay jean jeff jeffrey jen jennifer jenny jens jeremy jerome jerry jesse
    jessica jill jim joan joanna joao joe joel johan johannes john johnny jon jonas jonathan jordan
    jorge jose josef joseph josh joshua joyce juan judith judy julia julian julie julien justin kai
    karen karin karl kate katherine kathleen kathryn katie keith kelly ken kenneth kevin kim klaus
    kristen kristin kyle lara larry lars laura lauren laurent lea leah lena leo leon leonard leslie
    lewis liam lily linda lisa liz lorenzo louis louise luc luca lucas lucia lucy luis luke lynn
    magnus malcolm manuel marc marcel marco marcos marcus margaret maria marie marina mario mark
    markus marta martha martin martina mary mathias mathieu matt matteo matthew matthias maurice max
    maya megan mehmet melanie melissa michael michel michele michelle miguel mike mikhail mohamed
    mohammad mohammed molly monica monika muhammad nadia nancy naomi natalia natalie natasha nathan
    neil nicholas nick nicola nicolas nicole niels nikita nikolai nils nina noah nora norman olaf
    oleg olga oliver olivia olivier oscar otto owen pablo paolo patricia patrick paul paula pauline
    pavel pedro peggy penny pete peter petra phil philip philipp philippe pierre piotr rachel rafael
    rahul raj ralf ralph ramon randy raul ray raymond rebecca rene ricardo richard rick rita rob
    robert roberto robin rodrigo roger roland roman ron ronald rosa rose ross roy russell ruth ryan
    sabine sally sam samantha samuel sandra sandy sara sarah scott sean sebastian sergei sergey
    sergio seth shane sharon shawn sheila silvia simon simone sofia sonia sophia sophie stan stefan
    stefano stella stephan stephane stephanie stephen steve steven stewart stuart sue sunil susan
    susanne sven sylvia tamara tanya tara ted teresa terry theo theresa thierry thomas tiffany tim
    timo timothy tina tobias todd tom tomas tommy toni tony tracy travis trevor ulrich ursula uwe
    valerie vanessa vera veronica victor victoria vijay viktor vincent virginia vladimir walter
    wayne wei wendy werner will william wolfgang xavier yann yuki yuri yves yvonne zach zachary zoe
    """
)
"""Common first names of many countries. A journal is often called like its author: by these "Tom Lee", who
writes "Tom Lee", is told from "Ars Technica", which writes "Ars Technica". The list need not be complete."""
PLACES = _phrases(
    """
    abu dhabi
    addis abeba
    addis ababa
    buenos aires
    cape town
    ciudad de méxico
    ciudad de mexico
    costa rica
    den haag
    frankfurt am main
    hong kong
    kansas city
    kuala lumpur
    las vegas
    los angeles
    mexico city
    new delhi
    new orleans
    new york
    new york city
    new zealand
    panama city
    phnom penh
    rio de janeiro
    salt lake city
    san diego
    san francisco
    san jose
    san josé
    san juan
    san salvador
    santiago de chile
    sao paulo
    são paulo
    saudi arabia
    south africa
    sri lanka
    st petersburg
    st. petersburg
    tel aviv
    the hague
    united kingdom
    united states
    washington dc
    washington d.c.
    washington, d.c.
    """
)
"""Places of two words in capitals, which behind a comma would be taken for a second name."""
