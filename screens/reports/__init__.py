"""Pages for people: seen as they print, then saved to print or to send.

student_pages   one student's pages
class_pages     pages for a group, a grade or everybody
school_head     what the school has on its pages, and languages of its own
page_maker      reports laid out, in the language that they are read in
page_view       a page on the screen, as it prints
saving          pages saved or shared: one file, or a file each
language_choice
                which language a page is in, where it isn't the family's
family_card     what is chosen for a family's page
"""
