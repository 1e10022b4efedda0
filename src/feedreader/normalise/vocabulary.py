"""The words by which bylines are read: roles, agencies, first names, and what is no name. Lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.strip().splitlines())


NOBODY = _words(
    """
    admin administrator administrador administrateur root webmaster wordpress wp-admin user username
    author autor auteur unknown anonymous anonym anonyme anonimo anon nobody none null nil n/a na
    guest gast default test demo noreply no-reply donotreply info contact office mail email site
    siteadmin site-admin web blog rss feed by undefined unbekannt inconnu and und et editor1 admin1
    superuser moderator host owner
    """
)
"""Accounts and placeholders."""
NOBODY_PHRASES = _phrases(
    """
    site admin
    guest author
    web admin
    site administrator
    the admin
    no author
    gast autor
    """
)
"""The same in several words."""
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
ACRONYMS = _words(
    """
    afp ap dpa apa sda ansa efe bbc cnn npr pa aap upi ria tt ntb stt ats pap epd kna sid wdr ndr
    zdf ard orf srf rbb mdr swr dw rfi rtl nyt wsj ft abc nbc cbs
    """
)
"""Agencies and broadcasters that are only meant in one case throughout: Sid and Efe are first names."""
ORGANISATIONS = _words(
    """
    reuters tass kyodo xinhua belga ritzau tagesschau agencies agenturen agences agencia agencias
    staff redaktion redaction redaccion redazione redactie redakcja redacao editors editorial desk
    newsroom bloomberg propublica wikinews
    """
)
"""Agencies and desks of one word, without accents."""
ORGANISATION_PHRASES = _phrases(
    """
    associated press
    the associated press
    press association
    pa media
    agence france-presse
    the conversation
    deutsche welle
    keystone-sda
    europa press
    canadian press
    the canadian press
    global voices
    ap news
    press release
    news release
    our staff
    the editors
    the staff
    our correspondent
    our reporters
    wire services
    from our correspondent
    wire reports
    news service
    the new york times
    the guardian
    the economist
    """
)
"""Agencies and desks of several words."""
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
