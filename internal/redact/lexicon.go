package redact

import "strings"

// meaning is what a word tells about the words around it; one word may tell
// several things.
type meaning uint64

const (
	saysPassword meaning = 1 << iota
	saysCode
	saysPIN
	saysSerial
	saysDevice  // names a device ID by itself: "uid"
	saysOwner   // names one before "id": "cloud"
	saysID      // "id"
	saysWiFi    // belongs to a wireless network
	saysNetwork // may name one: "ssid", "wifi", "network"
	saysKey
	saysName
	saysNumber
	saysPhone
	saysVersion
	saysMAC
	saysIP
	saysCodeKind // makes a code a secret: "verification"
	saysNoSecret // makes a code or a number none: "error"
	saysIs
	saysCalled
	saysGap    // may begin what stands between a key and "is"
	saysMine   // may stand before a key: "my"
	saysForgot // no password follows
	saysSet    // makes "to" lead to a value
	saysAnd    // joins two passwords
	saysAs     // leads from a value to its key
	saysAt
	saysDot
	saysModal   // with "be" the same as "is"
	saysFiller  // may stand between "is" and a value: "still"
	saysStatus  // is what a screen says of a password: "wrong"
	saysStop    // is an ordinary word that follows "is"
	saysDefault // makes a well-known password no secret
	saysUser    // names an account: "admin/…"
	saysUnit    // may follow a number of characters, seconds, pixels
)

// lexicon holds every word that means something, in small letters without
// accents: English, some Spanish, and how both are mistyped.
var lexicon = func() map[string]meaning {
	all := map[string]meaning{}
	for m, words := range map[meaning]string{
		saysPassword: `password passwords pasword passord passwort passwd passwrd passwrod pssword pword pwd pw psw pswd p/w pass
			passcode passphrase pass-word pass-phrase wifipassword wifipass contrasena contrasenas contrasenia clave claves`,
		saysCode:   `code codes codigo codigos otp securitycode verificationcode resetcode`,
		saysPIN:    `pin pincode pin-code`,
		saysSerial: `serial serials seriel serail serie seria s/n sn ser seriennummer serialnumber serialno`,
		saysDevice: `uid did uuid deviceid device-id cameraid camera-id cloudid cloud-id p2pid`,
		saysOwner:  `device dev camera cam cloud p2p unit nvr dvr recorder doorbell`,
		saysID:     `id`,
		saysWiFi: `wifi wi-fi wlan wireless ssid ssids hotspot wpa wpa2 wpa3 wpa-psk wpa2-psk wep psk network net router
			red wifipassword wifipass wifikey`,
		saysNetwork: `wifi wi-fi wlan ssid network hotspot`,
		saysKey:     `key keys wifikey`,
		saysName:    `name nombre ssid network red`,
		saysNumber:  `number numbers nr no num numero nummer nbr`,
		saysPhone: `phone phones telephone tel telefono tlf call called calling text txt texts texted mobile cell cel
			celular movil whatsapp fax reach contact sms dial llama llamame llamar ph mob handy`,
		saysVersion: `firmware fw version versions ver v build software sw app release web os ios android plugin sdk cms vms
			ivms smartpss configtool sadp update updated upgrade upgraded rev revision commit kernel hash section chapter`,
		saysMAC: `mac ether bssid physical hwaddr`,
		saysIP:  `ip ipv4 ipv6 address gateway`,
		saysCodeKind: `verification verify security reset unlock activation setup pairing temp temporary super master 2fa auth
			authentication sms access login confirmation recovery digit digits one-time otp safety seguridad verificacion
			acceso desbloqueo activacion securitycode verificationcode resetcode`,
		saysNoSecret: `error errors fault qr bar zip postal area country blink date source model models product promo discount
			coupon status response http exit colour color region item led beep beeps part port ports case order ticket step
			steps page article`,
		saysIs:      `is was es era fue are were`,
		saysCalled:  `called named llama`,
		saysGap:     `for of on to in from at i we he she they it that which who my the del de la el para que en wifi wi-fi wlan`,
		saysMine:    `my our the a an your mi la el su nuestra new old current admin user login wifi wi-fi nvr dvr camera correct right`,
		saysForgot:  `forgot forget forgotten forgetting lost loose lose recover recovery olvide olvidado perdi`,
		saysSet:     `set changed change changing reset made updated made cambie puse`,
		saysAnd:     `and or y o`,
		saysAs:      `is was as for es como`,
		saysAt:      `at arroba`,
		saysDot:     `dot punto`,
		saysModal:   `should would must will could might may has had used`,
		saysFiller:  `still now just only simply set actually probably like always once either maybe all`,
		saysStatus:  statusWords,
		saysStop:    stopWords + " " + statusWords,
		saysDefault: `default defaults factory fabrica defecto`,
		saysUser:    `admin root administrator`,
		saysUnit: `s sec secs second seconds m min mins minute minutes h hr hrs hour hours x th st nd rd v a w p i k fps ghz mhz hz gb
			tb mb kb mm cm in ft pm am mp ch pcs d day days char chars character characters digit digits times mbps`,
	} {
		for _, word := range strings.Fields(words) {
			all[word] |= m
		}
	}
	return all
}()
