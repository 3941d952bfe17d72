package search

import "sync"

// kept holds what takes long to put together. When what came in of late fills half of its bound, it drops what nobody has asked for
// since it was last half full.
type kept[K comparable, V any] struct {
	most int // of the sizes of all that is kept
	size func(V) int

	mu        sync.Mutex
	late, old map[K]V
	filled    int // of late
}

func newKept[K comparable, V any](most int, size func(V) int) *kept[K, V] {
	return &kept[K, V]{most: most, size: size, late: map[K]V{}}
}

// of gives what belongs to a key, made when it is not there. Two who ask at the same time may both make it.
func (k *kept[K, V]) of(key K, create func() (V, error)) (V, error) {
	k.mu.Lock()
	v, there := k.find(key)
	k.mu.Unlock()
	if there {
		return v, nil
	}
	v, err := create()
	if err != nil {
		return v, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.add(key, v)
	return v, nil
}

func (k *kept[K, V]) find(key K) (V, bool) {
	v, there := k.late[key]
	if !there {
		if v, there = k.old[key]; there {
			k.add(key, v)
		}
	}
	return v, there
}

func (k *kept[K, V]) add(key K, v V) {
	if _, there := k.late[key]; there {
		return
	}
	size := k.size(v) + 1
	if k.filled += size; k.filled > k.most/2 {
		k.old, k.late, k.filled = k.late, map[K]V{}, size
	}
	k.late[key] = v
}
