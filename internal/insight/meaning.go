package insight

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pinhole/internal/feedback"
)

// meaning is what two comments must have in common to be clustered: the verdict, the step, the
// model, and the words of the text that carry its meaning, in their order. A negation goes with the
// words around it: "the app works but the button does not work" is not "the app does not work but
// the button works". Words of another language than those known here count by their digits alone.
func meaning(f feedback.Feedback, words []string) string {
	parts := []string{strconv.FormatBool(f.Verdict.Helpful), f.Step, strings.Join(wordsOf(strings.ToLower(f.Model)), "")}
	for i, word := range words {
		switch {
		case negations[word]:
			parts = append(parts, "not "+subject(words[:i])+" "+strings.Join(words[i+1:min(i+2, len(words))], ""))
		case meaningful[word] != "":
			parts = append(parts, meaningful[word])
		case strings.ContainsFunc(word, unicode.IsNumber):
			parts = append(parts, word)
		}
	}
	return strings.Join(parts, "\n")
}

// subject is the last word before a negation that is neither an auxiliary verb nor a pronoun; empty
// where there is none.
func subject(before []string) string {
	for _, word := range slices.Backward(before) {
		if !auxiliaries[word] {
			return word
		}
	}
	return ""
}

var auxiliaries = setOf(`i we you he she it they this that there do does did is are was were has have had can could will would should may
	yo nos me se le lo la esto eso`)

// negations are written as [wordsOf] gives them: without apostrophes and accents.
var negations = setOf(`no not never none nothing nobody nowhere neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont
	wouldnt couldnt shouldnt hasnt havent hadnt aint unable
	nunca jamas nada nadie ningun ninguno ninguna ni sin tampoco`)

// meaningful gives a word that carries meaning the form in which it is compared: a number as
// digits, and one for all forms of a word, in English and Spanish alike. Of two opposites one is
// enough, and the other, often a mere preposition, is left out.
var meaningful = tableOf(`
0: zero cero
1: one once first uno primer primero primera
2: two twice second dos segundo segunda
3: three thrice third tres tercer tercero tercera
4: four fourth cuatro cuarto cuarta
5: five fifth cinco quinto quinta
6: six sixth seis sexto sexta
7: seven seventh siete septimo septima
8: eight eighth ocho octavo octava
9: nine ninth nueve noveno novena
10: ten tenth diez decimo decima
11: eleven
12: twelve doce
13: thirteen trece
14: fourteen catorce
15: fifteen quince
16: sixteen dieciseis
17: seventeen diecisiete
18: eighteen dieciocho
19: nineteen diecinueve
20: twenty veinte
25: veinticinco
30: thirty treinta
40: forty cuarenta
45: fortyfive
50: fifty cincuenta
60: sixty sesenta
90: ninety noventa
100: hundred cien
1000: thousand mil
half: half medio media
red: red rojo roja rojos rojas
green: green verde verdes
blue: blue azul azules
white: white blanco blanca blancos blancas
black: black negro negra negros negras
yellow: yellow amarillo amarilla amarillos amarillas
orange: orange amber naranja anaranjado anaranjada ambar
purple: purple violet morado morada violeta
pink: pink rosa
grey: grey gray gris grises
brown: brown marron
off: off apagado apagada apaga
left: left izquierda izquierdo
down: down abajo bottom inferior
after: after despues
front: front delante delantero delantera frontal
rear: rear trasero trasera
indoor: inside dentro interior indoor
out: out logout
outside: outside fuera exterior outdoor
closed: closed shut cerrado cerrada
solid: solid steady fijo fija
blinking: blinking blinks flashing flashes parpadea parpadeando parpadeante
long: long longer largo larga
short: short shorter corto corta
fast: fast faster quick rapido rapida
slow: slow slower lento lenta
old: old older viejo vieja antiguo antigua
wired: wired cable
wireless: wireless wifi inalambrico inalambrica
wrong: wrong incorrecto incorrecta
yes: yes
always: always siempre
fail: fail fails failed failing falla fallo fallan
`)

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// tableOf reads lines of a form, a colon and the words that have it.
func tableOf(text string) map[string]string {
	table := map[string]string{}
	for line := range strings.Lines(text) {
		form, words, _ := strings.Cut(line, ":")
		for word := range strings.FieldsSeq(words) {
			table[word] = form
		}
	}
	return table
}
