package desk

import (
	"strings"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
)

// actionIDs say what was done.
var actionIDs = map[editor.Action]string{
	editor.AddedEditor: "desk.action.editor-added", editor.RemovedEditor: "desk.action.editor-removed", editor.SetPassword: "desk.action.password-set",
	editor.SetRole: "desk.action.role-set", editor.LoggedIn: "desk.action.logged-in", editor.LoggedOut: "desk.action.logged-out",
	editor.EndedSession: "desk.action.session-ended",
	editor.LoginFailed:  "desk.action.login-failed", editor.RoleRefused: "desk.action.role-refused",
	editor.TriagedComment: "desk.action.comments-changed", editor.UndidChange: "desk.action.change-undone", editor.Exported: "desk.action.exported",
	editor.CountedAnswers: "desk.action.answers-counted", editor.VoidedAnswers: "desk.action.answers-voided", editor.HidModel: "desk.action.model-hidden", editor.ShowedModel: "desk.action.model-shown",
	editor.AddedWebhook: "desk.action.webhook-added", editor.RemovedWebhook: "desk.action.webhook-removed", editor.Redelivered: "desk.action.webhook-sent-again",
}

func actionWord(l *language.Locale, a editor.Action) string {
	if id, ok := actionIDs[a]; ok {
		return l.T(id)
	}
	return string(a)
}

// detailIDs are the words of a change's details, which the store writes as status=fixed
// assignee=ada note.
var detailIDs = map[string]string{
	"status": "desk.item.status", "assignee": "desk.inbox.assignee", "fixed-in": "desk.item.fixed-in", "note": "desk.item.note", "answer": "desk.item.reply",
}

// detailWords writes a change's details in the editor's language; other details stay as they are.
func detailWords(l *language.Locale, detail string) string {
	var words []string
	for part := range strings.FieldsSeq(detail) {
		name, value, set := strings.Cut(part, "=")
		id, known := detailIDs[name]
		if !known {
			return detail
		}
		switch {
		case !set:
			words = append(words, l.T(id))
			continue
		case name == "status":
			value = statusWord(l, feedback.Status(value))
		case value == "" && name == "fixed-in":
			continue
		case value == "":
			value = l.T("desk.item.empty")
		}
		words = append(words, l.T("desk.item.detail", "Name", l.T(id), "Value", value))
	}
	return strings.Join(words, l.T("list.comma"))
}
