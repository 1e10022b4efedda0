"""The preset dictionary of body format 1: what bodies have in common, most common last.

Zlib finds repeats in what it has already seen; a story of 3 kB has seen little, so it is shown
this text first (15 % smaller bodies). Part of the file format: never change a byte of it; a
better one becomes format 2.
"""

_COMMON = (
    "activities additional advertising alive amid announcement appeal appear appeared attendance audience "
    "authorities background basis became begin billions blocks blog boost call calls career cause "
    "challenges champion charged charges claimed client committing complicated conflict connected "
    "controls cost costs covered covers creating crime damaged damaging define description devices "
    "director disease door easier emerged encourage errors evidence exact experienced external extremely "
    "failing fame feeling felt films final finding fine finished focused friend front gave general "
    "generators global governments guidance helps hidden highlighted himself hosted ignore image imagine "
    "individuals intended intense interest interface investors itself late latter leaders leave legal "
    "legally level liked lives load located location locations looked loved matters measure measures "
    "medium mention method missing mother names needed night notes noticed obvious ones opening options "
    "outlined pair paper participating party pass pattern percentage physical planning politics posted "
    "prepared produced programs promised rates rather reach ready receive recorded relationship relevant "
    "replacement required role round scenes seconds seem send senior sent shift sign significantly size "
    "sound speaking specifically stand storm strengthen strike structure struggling suffered suggested "
    "supporting supposed taken takes teacher teaching telling term thanks thousands towards track "
    "treatment true unclear understanding unique unknown unless unnecessary upgrade users wait walking "
    "warning water whatever wish workers worst wrote abandoned accept action advice affected allowing "
    "allows application architecture attacked attempt average base becoming began benefit benefits border "
    "brain browser buildings buys capacity carried color comments computers configuration create culture "
    "damage depend described difference drive dynamic earned easily employers executive extreme fail fall "
    "fast figure file files floor followed force forced forces forward funny gaming generate gets goes "
    "ground grow honest hope huge identified incidents income institute interested investing investment "
    "knew lack larger living longer markets meaning member mentioned message middle minute model movies "
    "moving news none onto opened original output particular paying perfect picture piece placed player "
    "plays podcast possibly pressure pretty prevent previously production professional progress push "
    "putting quickly raise random rate relations remember roles rounds saved score season section seeing "
    "seek sets settings share side sites sometimes soon speak spend spent stage standards standing star "
    "statement stay step stores success supports surprised target teach team town trade trouble user "
    "victim vote votes wants weather winning worked worse ability above actual addition alert allow along "
    "amount analysis applications attacks audio avoid birth books break bring broke brought built camera "
    "candidates central changed comes complete conducted consistently content contributors dedicated "
    "difficult district draft duty effects either emergency family festival field five follow food "
    "forecasts former fuel gathered getting groups happen happened head heart hour house hundreds improve "
    "independent injured installed instead intelligence journalist justice lead learn levels looks means "
    "meet memory nation officially opportunity personal pick played positions post protest protesters "
    "protests quality quite reality reduce released remain remains request sell seriously seven shown "
    "small spot supported talk technologies terms threat touch updated voters whole widespread window "
    "yourself abuse afternoon allowed almost among approach arrested arrests baby becomes bought build "
    "businesses buying caught commit common complex criminal decided designed directly effort efforts "
    "environments exactly feature fight frame growth half hand highest hours human incident included "
    "includes infrastructure items journalism killed leadership lets logic main maybe minutes national "
    "near organization practice print product reason reasonable reasons related resources respond rest "
    "revealed revenue rights safe scene school shared significant simply special specific starting "
    "streets titles traditional understand uses video whose writing young actually alerts asked below "
    "completely consider created currently developer earlier employees entries friends future girls "
    "growing immediately include increase launched mission multiple needs nice numbers players plenty "
    "reading saying seems serious show similar simple situation stuff test type victims victory wanted "
    "went works wrong ahead anyone coming comment considered critical criticism details easy events four "
    "free fully further give happy heard higher item match offer often performance plan playing political "
    "program protect query questions record sense severe site skills social speech story strong useful "
    "women worth actions added came care city clear clearly close couple deeply early ensure girl given "
    "held idea inside issue known library media mode move name online order period powerful price process "
    "provide read reported risk running staff told tools total various weekend within words called child "
    "communities control course demand editor especially expect expected high keep kind large line live "
    "major matter money morning once past person plans points potential power range response series "
    "several spending standard woman advantage article become changes enough face fact features film "
    "focus involved journalists machine mind officers outside parts reports room search shows stories "
    "sure taking took views write behind continue event feel fire freedom games home identify later "
    "looking love making previous report review server started trying always device hard issues less "
    "policy recent states stop based believe building cases doing done form list results source together "
    "able access developers down group likely local open seen whether area current informal away best "
    "design history play though deal does ever full left next real status having mean right sale same "
    "single student ways during life look state find help makes place start violence already game point "
    "found across probably really both country body change better case data going each code "
)

_WORDS = (
    "although nevertheless throughout experience environment international organisation management "
    "technology information development president election campaign committee administration "
    "parliament minister department government officials according spokesperson announced investigation "
    "including following published yesterday Thursday Wednesday Saturday Tuesday Monday Friday Sunday "
    "January February September October November December August "
    "researchers university scientists science research study climate energy population "
    "economic economy financial industry business company companies customers market prices percent "
    "million billion hundred thousand students schools hospital health patients children families "
    "community members countries European American British Chinese Russian German French police court "
    "military attack security weapons president's against between because before another through "
    "without themselves something everything anything nothing someone everyone important different "
    "possible available question problem example software project version release support update "
    "website internet network computer service services system systems people's password account "
    "function return import class public static const string number value values error default "
    "der die das und ist nicht eine einer einen werden wurde auch sich mit auf für von dass haben "
    "les des une est dans pour que qui sur pas plus avec sont cette par mais nous vous ont "
    "los las del una por con para como más pero sus este entre desde sobre también años "
    "che della sono nel alla dei gli anche come più questo essere degli "
    "years year ago month months week weeks days today while where which would could should there "
    "their these those think thing things being been other others first second three world "
    "still since until under over again against around might never every after about only some "
    "such than then them they what when will with work working into just like make made many "
    "most much must need know good great well long little last time times people also back "
    "even from have here how its may more new not now one our out said says see she take "
    "that the this two use used using very want was way were who why year you your and are but "
    "can did for get had has her him his all any because of the in the to the on the for the "
    "and the with the at the from the by the that the of a in a as a is a to be it is it was "
    "will be has been have been there are there is this is I have you can we are they are he was "
    "she said he said . The . It . In . But . And . This . He . She . A . I . We . They , and , but , "
    "which , the , a , who 's the 't the isn't don't doesn't didn't can't won't it's that's I'm we're "
    "according to as well as such as more than at least one of the some of the part of the "
)

_SHAPES = (
    '["g",[["https://upload./wp-content/uploads/2024/2023/2022/","",1024,683]],["Photograph: "],""]'
    '["e","video","https://www.youtube.com/embed/","",""]["c","https://www.","","",""]'
    '["t",[[[["",1]],[[""]]]]]["k","","python"]["q",[["p",["\u201c"]]]]["r"]["m",""]["a",[["p",[""]]],""]'
    '["d",[[[[""]],[["p",[""]]]]]]["n",[["1",[["p",["",["\u21a9",0,"https://"]]]]]]]'
    '["l",[[["p",["",["",0,"https://github.com/"]]]],[["p",[""]]]],1,1]'
    '["h",2,["Read more"]]["h",3,["'
    '[["p",[["By ",2],["",0,"https://en.wikipedia.org/wiki/"]]],["p",["",["",1],". '
    '",["here",0,"https://www."],"]],["p",["\\n"]],["h",2,[""]],["l",[[["p",["'
    '.html"],", ",["","0,"https://www."],"."]],["p",["The '
    '"]],["p",["In "]],["p",["\u201c"]],["p",["\u2019s \u2014 \u201d",["",0,"http"]]]],""]'
)

FORMAT_1 = (_COMMON + _WORDS + _SHAPES).encode()
