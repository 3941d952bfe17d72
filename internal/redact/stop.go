package redact

// statusWords are what a screen or a reader says of a password, a code or a
// network, even in quotation marks.
const statusWords = `wrong incorrect invalid error failed fail fails expired required accepted rejected refused denied missing
	not unknown locked forgot forgotten lost mismatch incorrecta incorrecto invalida invalido erronea`

// stopWords are ordinary words that follow "password is", "code:" or "wifi is"
// and are no value. Words with the endings of participles and adverbs are left
// out: see endings.
const stopWords = englishStopWords + " " + spanishStopWords

const englishStopWords = `
	a able about above accessible account accounts active actually after again ago all almost alone already also
	always an and anew another answer answers any anything anyway app apps are around as ask asks at available
	away awful back bad basically be because been before behind being below best better between big blank both
	bottom bound box broken browser but button buttons by cable cached call camera cameras can cannot capital card
	case case-sensitive changeable changed characters choose clear click client close cloud code codes come comes
	common complete completely complex compulsory computer connect contact correct correctly could crap customer
	date day days dead dealer default determined device devices different difficult digits do does down due dvr
	each early easily easy either else email empty enough enter ever every everywhere exactly excellent factory
	fair fast few final find fine first fixed for forgotten found free from full garbage gateway generic give
	given go gone good gray great grey greyed guest had half hard has have having he held help hence her here
	hidden his hold hopeless hot hours house how however hub i if important impossible in inactive independent
	inside installer instead internet into is it its itself just kept key known label laptop last late later least
	left less letters light like limited link local login long longer lousy lower lowercase made mail main make
	mandatory manual manufacturer master may maybe me mentioned menu might mine minutes mixed model momentary
	monitor more most much must my name near necessary need needs network never new next nice no nobody none
	nonsense nope normal nothing now null number numbers nvr obvious of off official ok okay old on once one
	online only onto open optional or original other ours out outside over owner page pattern perfect personal
	phone photo pin plain please pointless poor possible power present press pretty printed private probably
	problem product program public question questions quite random rather read readable ready really recorder
	recorders recover recovery red registered remove reset resetting restart restore right router rubbish safe
	same save screen screenshot search secret secure security see seen select seller send sensitive sent separate
	serial server service set setting settings setup several she shop short should shown side sign simple simply
	since single slow slower small so software solid some someone something somewhere spotty stable start static
	step steps sticker still stored strange strict strong stuck stupid such support supposed system take tap
	technical technician temporary terrible test than that the their them then there these they thing this those
	though through thus till time times to today together too true try turn twice two unable unavailable unclear
	under unique unless unlock unplug unreachable unsafe unstable until up update upper uppercase us usb use
	useful useless user username users usually valid version very via visible wait warning was way we weak web
	website weird well went were what whatever when where whether which while who whole whose why wifi will with
	within without won wont work works worse worst would write written xml y yes yet you your yours zero`

const spanishStopWords = `
	abierta ac actual al algo antes asi aun bien buena caida con correcta correcto corta cual cuando de debil del
	demasiado desde diferente distinta donde el ella en encontrada esa ese esta estaba este facil hay igual la
	larga lenta lo los mal mala mas mayor mejor menos mi misma mismo mucho muy nada necesaria ni ninguna nueva
	nuevo obligatoria oculta otra otro para pero por porque que rapida sea ser si siempre sin sobre solo su
	tambien tan tiene toda todavia todo tu un una vieja ya`

// endings are those of words that say something about a password or a network:
// "rejected", "blinking", "unreachable".
var endings = []string{
	"ed", "ing", "ly", "able", "ible", "less", "nt", "n't", "ado", "ada", "ido", "ida", "ando", "iendo", "mente",
}
