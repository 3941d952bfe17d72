package store

import (
	"context"

	"pinhole/internal/editor"
)

const (
	insertHidden = `INSERT INTO hidden_model (article, model) VALUES ($1, $2) ON CONFLICT (article, model) DO NOTHING`
	deleteHidden = `DELETE FROM hidden_model WHERE article = $1 AND model = $2`
	listHidden   = `SELECT article, model FROM hidden_model ORDER BY article, model`
	findHiding   = `SELECT what, on_what, detail FROM audit WHERE id = $1 AND what IN ('model-hidden', 'model-shown')`
)

// HideModel hides a model, in the spelling of the articles, on the page of an article, or shows it
// there again, and records it in the audit trail. It returns the number of the change, by which it
// can be undone; 0 when it was so already.
func (s *Desk) HideModel(ctx context.Context, by, article, model string, hide bool) (change int64, err error) {
	err = s.change(ctx, func(t *transaction) error {
		action, statement := editor.ShowedModel, deleteHidden
		if hide {
			action, statement = editor.HidModel, insertHidden
		}
		changed, err := t.run(statement, article, model)
		if err != nil || changed == 0 {
			return err
		}
		change, err = t.audit(by, action, article, model)
		return err
	})
	return change, s.failure("hide a model", err)
}

// HiddenModels returns the models that editors have hidden, by the ids of the articles.
func (s *Desk) HiddenModels(ctx context.Context) (map[string][]string, error) {
	list, err := queryAll(ctx, s.base, listHidden, scanPair)
	hidden := map[string][]string{}
	for _, pair := range list {
		hidden[pair[0]] = append(hidden[pair[0]], pair[1])
	}
	return hidden, s.failure("list hidden models", err)
}

// undoHidden takes the hiding or showing of a model back; undo is 0 when the change is none, or
// when it is so already.
func (s *Desk) undoHidden(ctx context.Context, by string, change int64) (undo int64, done bool, err error) {
	found, err := queryAll(ctx, s.base, findHiding, func(row row) (texts [3]string, err error) {
		err = row.Scan(&texts[0], &texts[1], &texts[2])
		return texts, err
	}, change)
	if err != nil || len(found) == 0 {
		return 0, false, err
	}
	undo, err = s.HideModel(ctx, by, found[0][1], found[0][2], found[0][0] == string(editor.ShowedModel))
	return undo, true, err
}
