"""What pages are made of: one table, one form, one date box, one way to pick a person, one way to run long work.

page            Page (name, title, shows; `body`, `offer(command_id, do, needs=...)`, `refresh()`), Needs, Window
list_page       ListPage: filter bar, table, details; write `load()`, `show_detail(id)`, `open_record(id)`
tabbed_page     TabbedPage(desk, frame, pages): one tab for each page; the tab is remembered
filter_bar      FilterBar, Chip(name, words, group)
columns         Column(heading, text, sort, tip, align, width, mark, key), marked(heading, mark), Align
rows_model      RowsModel(columns): `set_rows`, `keep_only`
windowed_model  WindowedRowsModel(columns, fetch, order): `reload()`, `ids`
columns_view    ColumnsView: `heading_menu()`, `sort_by`, `reset_columns()`; what RowsView is made of
rows_view       RowsView: `opened(id)`, `chosen()`, `spaced(id, column)`, `current_id`, `selected_ids`, `select_id`
matrix_view     MatrixView: names stay at the left (model with `row_header=`), `selected_cells()`
cover_calendar  CoverCalendar: `show_cover(what, Cover(intervals, minimum, holidays, names, today))`
cover_words     Cover: `day_words(day)`, `lines()`; stretch(first, last)
states          Mark, ack_mark(state, due_on, signed_on, as_at), ACK_MARKS, STATUS_MARKS, URGENCY_MARKS, counted
form_dialog     FormDialog(parent, title, parts, verb=, save=, values=, then=, intro=, again=)
questions       Questions(parts, top): the rows of a form, their answers, and which of them are asked
fields          Field(name, label, make, hint, required, when), Section(heading, says, when)
inputs          TextBox, NotesBox, NumberBox
choice_box      ChoiceBox, TermBox, TermChecks, TickBox
date_box        DateBox(today), RoughDateBox(today)
moment_box      MomentBox(now): a day and a time
person_picker   PersonPicker(search), Choice(id, words, detail)
file_box        FileBox(kinds)
folder_box      FolderBox
paper           print_paper(parent, jobs, pdf, title, then), save_paper(parent, pdf, title, place)
printing        print_pdf(pdf, printer, progress): which pages, how large, which way round
password_box    PasswordBox(new=), strength_words
messages        tell, ask (verb buttons, safe one focused), ask_now, trouble
notice          NoticeBar (pages call `self.frame.say("Recorded 55 acknowledgements.", undo)`)
cards           Card, Figure(label), EmptyState(sentence, button, do)
labels          PlainLabel, Title, Heading, Hint, Words, StatusChip, Rule
buttons         Button(text, do, look="primary"), ActionButton(action)
jobs            Jobs.run(work, says=, then=), Progress (raises Cancelled), Newest (previews)
in_view         bring_into_view(widget): what has the focus is seen, once the page is laid out
colours, style, icons, focus_ring, announce, preferences, flow, help_view: how it looks and speaks

A page and its form:

    COLUMNS = (Column("Name", lambda row: row.full_name, width=28),
               Column("Started", lambda row: written(row.started_on), sort=lambda row: row.started_on))

    class StaffPage(ListPage):
        name, title, shows = "staff", "Staff", frozenset({Topic.STAFF})

        def __init__(self, desk: Desk, frame: Window) -> None:
            super().__init__(desk, frame, RowsModel(COLUMNS), one="person", many="people",
                             chips=(Chip("not_signed", "Not signed"),),
                             empty=EmptyState("No staff yet. Add one person.", "Add staff member", self.add))
            self.offer("staff.add", self.add, primary=True)
            self.offer("staff.leave", self.leave, needs=Needs.ONE)
            self.refresh()

        def load(self) -> None:
            self.model.set_rows(self.desk.ask(list_staff, self.desk.as_at, self.filters.words))

        def add(self) -> None:
            FormDialog(self, "Add a staff member", FIELDS, verb="&Add staff member",
                       save=lambda values: self.desk.act(add_staff, StaffDraft(**values)),
                       then=lambda staff_id: self.show_record(staff_id)).open()

    FIELDS = (Field("full_name", "Full name", TextBox, required="Enter the person’s full name."),
              Field("category", "Category", lambda: TermBox(StaffCategory), "What the policy calls them"))
"""
